using System.Collections.Immutable;
using Lts.Serving.Server;

namespace Lts.Trainer.Service.Serving;

/// <summary>How to serve; already validated.</summary>
internal sealed record ServeOptions
{
    /// <summary>The port of <see cref="Listen"/> unless it says another.</summary>
    public const int DefaultPort = 5230;

    /// <summary>Where to listen. Default 127.0.0.1:5230.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.OnThisMachine(DefaultPort);

    /// <summary>Where jobs and their runs are.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Texts by the names that clients call them by; absolute paths of files or folders.</summary>
    public ImmutableDictionary<string, string> Corpora { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Certificates; <see langword="null"/> for plain HTTP/2.</summary>
    public TlsOptions? Tls { get; init; }
}
