import { testApp } from '../../support/app.ts'
import { addedMeanwhile } from './meanwhile.ts'

addedMeanwhile(async () => testApp().database)
