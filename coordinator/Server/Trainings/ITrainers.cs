namespace Lts.Coordinator.Trainings;

/// <summary>Every trainer, by its address.</summary>
internal interface ITrainers
{
    /// <summary>The address of whoever names none; <see langword="null"/> where the coordinator was started without.</summary>
    public string? Default { get; }

    /// <summary>An address as it is kept: <c>http://host:port/</c>.</summary>
    /// <exception cref="Domain.ValidationException">It is not an address.</exception>
    public string Normalise(string address);

    /// <summary>A trainer; nothing is sent yet.</summary>
    public ITrainer At(string address);
}
