@echo off
rem Windows: installs and builds once, then runs the program. Not checked on Windows yet; after a change of the sources, delete artifacts\.
rem npm writes node_modules\.package-lock.json last, so an interrupted installation does not count.
setlocal
set "ROOT=%~dp0"
if not exist "%ROOT%third_party\npm\node_modules\.package-lock.json" call npm --prefix "%ROOT%third_party\npm" ci --ignore-scripts || exit /b 1
if not exist "%ROOT%artifacts\bin\Lts.Cli\release\lts.dll" dotnet build "%ROOT%eng\programs.slnf" -c Release -v q 1>&2 || exit /b 1
if "%~1"=="setup" exit /b 0
if "%~1"=="test" goto test
dotnet "%ROOT%artifacts\bin\Lts.Cli\release\lts.dll" %*
exit /b %ERRORLEVEL%

:test
if not exist "%ROOT%tests\npm\node_modules\.package-lock.json" call npm --prefix "%ROOT%tests\npm" ci --ignore-scripts || exit /b 1
if "%~2"=="" (dotnet test "%ROOT%tests\Lts.Tests" -c Release) else (dotnet test "%ROOT%tests\Lts.Tests" -c Release --filter "FullyQualifiedName~%~2")
exit /b %ERRORLEVEL%
