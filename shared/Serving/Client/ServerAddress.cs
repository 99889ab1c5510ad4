namespace Lts.Serving.Client;

/// <summary>Addresses of servers as users write them.</summary>
public static class ServerAddress
{
    /// <summary>Reads <c>http://host:port</c>, <c>https://host:port</c> or <c>host:port</c>, which is http.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <returns><see langword="null"/> when it is none of these.</returns>
    public static Uri? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/"
            ? address
            : null;
    }
}
