namespace Grpc.Core;

/// <summary>Which sides of a method are streams.</summary>
public enum MethodType
{
    /// <summary>Neither.</summary>
    Unary = 0,

    /// <summary>The requests.</summary>
    ClientStreaming = 1,

    /// <summary>The responses.</summary>
    ServerStreaming = 2,

    /// <summary>Both.</summary>
    DuplexStreaming = 3,
}
