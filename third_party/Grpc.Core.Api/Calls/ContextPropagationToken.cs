namespace Grpc.Core;

/// <summary>Stands for an incoming call whose deadline and cancellation an outgoing one shares. Only named in signatures here.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}

/// <summary>What a <see cref="ContextPropagationToken"/> passes on. Only named in signatures here.</summary>
public class ContextPropagationOptions
{
    internal ContextPropagationOptions()
    {
    }
}
