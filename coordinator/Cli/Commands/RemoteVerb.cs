namespace Lts.Cli.Commands;

/// <summary>A verb that talks to a coordinator: with its address, and the files of a private TLS.</summary>
internal sealed class RemoteVerb : Verb
{
    /// <summary>Creates the verb.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="description">One sentence.</param>
    public RemoteVerb(string name, string description)
        : base(name, description)
    {
        Add(CommonOptions.Coordinator);
        Add(CommonOptions.Authority);
        Add(CommonOptions.ClientCertificate);
        Add(CommonOptions.ClientKey);
    }
}
