namespace Lts.Domain.Devices;

/// <summary>Says which devices are meant: <c>name:N</c>, <c>tag:T</c>, <c>class:C</c>, or a bare word that may be any of them.</summary>
/// <param name="Kind">What the word is.</param>
/// <param name="Word">A name, tag or class.</param>
public sealed record DeviceSelector(DeviceSelectorKind Kind, string Word)
{
    /// <summary>Reads a selector.</summary>
    /// <returns><see langword="null"/> when the text is none.</returns>
    public static DeviceSelector? TryParse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        DeviceSelectorKind? kind = colon < 0
            ? DeviceSelectorKind.Any
            : text[..colon] switch
            {
                "name" => DeviceSelectorKind.Name,
                "tag" => DeviceSelectorKind.Tag,
                "class" => DeviceSelectorKind.Class,
                _ => null,
            };
        string word = text[(colon + 1)..];
        return kind is { } k && FleetNames.IsValid(word) ? new DeviceSelector(k, word) : null;
    }

    /// <summary>Whether a device is meant.</summary>
    public bool Matches(string name, IEnumerable<string> tags, string deviceClass) => Kind switch
    {
        DeviceSelectorKind.Name => name == Word,
        DeviceSelectorKind.Tag => tags.Contains(Word),
        DeviceSelectorKind.Class => deviceClass == Word,
        _ => name == Word || deviceClass == Word || tags.Contains(Word),
    };

    /// <summary>
    /// Whether a device may work for what a selector asks for. Tags and class are the device's own words: they count once it is approved.
    /// </summary>
    private bool Admits(string name, IEnumerable<string> tags, string deviceClass, bool isApproved) =>
        isApproved ? Matches(name, tags, deviceClass) : name == Word && Kind is (DeviceSelectorKind.Name or DeviceSelectorKind.Any);

    /// <summary>Whether a device may work for a study with these selectors; none stand for every device that is approved.</summary>
    public static bool Admit(
        IReadOnlyCollection<DeviceSelector> selectors, string name, IReadOnlyCollection<string> tags, string deviceClass, bool isApproved) =>
        selectors.Count == 0 ? isApproved : selectors.Any(s => s.Admits(name, tags, deviceClass, isApproved));

    /// <inheritdoc/>
    public override string ToString() => Kind == DeviceSelectorKind.Any ? Word : $"{Kind.ToString().ToLowerInvariant()}:{Word}";
}
