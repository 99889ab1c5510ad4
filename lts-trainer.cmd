@echo off
rem Windows: builds once, then runs the program. Not checked on Windows yet; after a change of the sources, delete artifacts\.
setlocal
set "ROOT=%~dp0"
if not exist "%ROOT%third_party\npm\node_modules" call npm --prefix "%ROOT%third_party\npm" ci --ignore-scripts || exit /b 1
if not exist "%ROOT%artifacts\bin\Lts.Trainer\release\lts-trainer.dll" dotnet build "%ROOT%eng\programs.slnf" -c Release -v q 1>&2 || exit /b 1
dotnet "%ROOT%artifacts\bin\Lts.Trainer\release\lts-trainer.dll" %*
