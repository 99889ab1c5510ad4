namespace Lts.Agent.Connection;

/// <summary>A lease's plan asks for what no study may ask for: no other hand-out of the candidate will change that.</summary>
internal sealed class PlanRefusedException(string message) : Exception(message);
