namespace Lts.Agent.Probe;

/// <summary>What changes on a device from moment to moment. Empty or 0 means that it could not be read here.</summary>
/// <param name="CpuMHz">Mean frequency over the cores.</param>
/// <param name="CpuGovernor">Frequency governor of the first core, for example <c>powersave</c>.</param>
/// <param name="TemperatureCelsius">Temperature of the CPU, or the hottest sensor where none is named after it.</param>
/// <param name="LoadAverage">Load average of the last minute.</param>
internal readonly record struct DeviceReadings(double CpuMHz, string CpuGovernor, double TemperatureCelsius, double LoadAverage);
