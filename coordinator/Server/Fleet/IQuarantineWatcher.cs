namespace Lts.Coordinator.Fleet;

/// <summary>
/// Who has to do something about a device's results when it is put aside. Called under <see cref="FleetState.Gate"/>: implementations only take
/// note and never call back.
/// </summary>
internal interface IQuarantineWatcher
{
    /// <summary>A device was put into quarantine.</summary>
    public void OnQuarantined(string deviceName);
}
