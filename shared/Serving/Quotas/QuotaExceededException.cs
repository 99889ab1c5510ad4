namespace Lts.Serving.Quotas;

/// <summary>Somebody has, or asks for, more than the server gives. Every server tells it as RESOURCE_EXHAUSTED.</summary>
/// <param name="message">The limit, and what to do.</param>
public sealed class QuotaExceededException(string message) : Exception(message);
