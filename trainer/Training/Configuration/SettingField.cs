using System.Globalization;
using System.Text.Json;

namespace Lts.Trainer.Training.Configuration;

/// <summary>One number of <see cref="TrainingSettings"/>: how a file calls it, its bounds, and what it means.</summary>
/// <param name="Name">Name of the field in the file.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Meaning">One sentence for the manual.</param>
/// <param name="Min">Smallest value that is allowed.</param>
/// <param name="Max">Largest value that is allowed.</param>
internal abstract record SettingField(string Name, string Unit, string Meaning, double Min, double Max)
{
    /// <summary>The value as the file and the manual write it.</summary>
    public abstract string Text(TrainingSettings settings);

    /// <summary>Writes the value.</summary>
    public abstract void Write(Utf8JsonWriter writer, TrainingSettings settings);

    /// <summary>The settings with the file's value, or as they are when it has none or a wrong one, which is then noted.</summary>
    public abstract TrainingSettings Read(ObjectReader reader, TrainingSettings settings);
}

/// <summary>A setting that is a whole number.</summary>
internal sealed record IntField(
    string Name, string Unit, string Meaning, int Lowest, int Highest,
    Func<TrainingSettings, int> Get, Func<TrainingSettings, int, TrainingSettings> Set) : SettingField(Name, Unit, Meaning, Lowest, Highest)
{
    public override string Text(TrainingSettings settings) => Get(settings).ToString(CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, TrainingSettings settings) => writer.WriteNumber(Name, Get(settings));

    public override TrainingSettings Read(ObjectReader reader, TrainingSettings settings) =>
        reader.Int(Name, Lowest, Highest) is { } value ? Set(settings, value) : settings;
}

/// <summary>A setting that may have decimals.</summary>
internal sealed record NumberField(
    string Name, string Unit, string Meaning, double Lowest, double Highest,
    Func<TrainingSettings, double> Get, Func<TrainingSettings, double, TrainingSettings> Set) : SettingField(Name, Unit, Meaning, Lowest, Highest)
{
    public override string Text(TrainingSettings settings) => Get(settings).ToString("R", CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, TrainingSettings settings) => writer.WriteNumber(Name, Get(settings));

    public override TrainingSettings Read(ObjectReader reader, TrainingSettings settings) =>
        reader.Number(Name, Lowest, Highest) is { } value ? Set(settings, value) : settings;
}
