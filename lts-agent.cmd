@echo off
rem Windows: installs and builds once, then runs the program. Not checked on Windows yet; after a change of the sources, delete artifacts\.
rem npm writes node_modules\.package-lock.json last, so an interrupted installation does not count.
setlocal
set "ROOT=%~dp0"
if not exist "%ROOT%third_party\npm\node_modules\.package-lock.json" call npm --prefix "%ROOT%third_party\npm" ci --ignore-scripts || exit /b 1
if not exist "%ROOT%artifacts\bin\Lts.Agent\release\lts-agent.dll" dotnet build "%ROOT%eng\programs.slnf" -c Release -v q 1>&2 || exit /b 1
dotnet "%ROOT%artifacts\bin\Lts.Agent\release\lts-agent.dll" %*
