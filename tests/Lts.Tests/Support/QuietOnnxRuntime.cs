using System.Runtime.CompilerServices;
using Lts.Hosting;

namespace Lts.Tests.Support;

/// <summary>Tests that run ONNX Runtime in their own process run it as the programs do.</summary>
internal static class QuietOnnxRuntime
{
#pragma warning disable CA2255 // nothing else runs before the first test, whichever that is
    [ModuleInitializer]
    internal static void SwitchTelemetryOff() => OnnxRuntimeTelemetry.SwitchOff();
#pragma warning restore CA2255
}
