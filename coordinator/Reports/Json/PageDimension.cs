using Lts.Domain.Families;

namespace Lts.Reports.Json;

/// <summary>A dimension of the architectures as the page wants it.</summary>
/// <param name="Name">The field of the architectures.</param>
/// <param name="Title">At the head of a column.</param>
/// <param name="Label">Within a sentence.</param>
/// <param name="PerLayer">Whether each layer has its own value.</param>
/// <param name="Number">Whether it is a number, not a name.</param>
internal sealed record PageDimension(string Name, string Title, string Label, bool PerLayer, bool Number)
{
    /// <summary>The dimension for the page.</summary>
    public static PageDimension Of(Dimension dimension) =>
        new(dimension.Name, dimension.Title, dimension.Label, dimension.PerLayer, dimension.Choices.IsEmpty);
}
