namespace Lts.Hosting;

/// <summary>
/// Switches off what the official builds of ONNX Runtime do from 1.29 on: collect events about models, in a database under the user's home
/// and a log in the temporary directory, and send them to their maker. What a device measures stays with its owner, and collecting costs
/// memory that would be counted as the candidate's.
/// </summary>
public static class OnnxRuntimeTelemetry
{
    /// <summary>The environment variable that the native library asks when it is loaded.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Its value for no telemetry.</summary>
    public const string Off = "1";

    /// <summary>
    /// Switches it off in this process; call it before anything of ONNX Runtime. A process that is started for ONNX Runtime alone can be given
    /// the variable instead.
    /// </summary>
    public static void SwitchOff() => NativeEnvironment.Set(Variable, Off);
}
