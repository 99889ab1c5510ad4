namespace Lts.Tests.Coordinator.Support;

/// <summary>A test of what connects from another machine, skipped where this one is on no network.</summary>
internal sealed class OutsideFactAttribute : FactAttribute
{
    public OutsideFactAttribute()
    {
        if (OutsideAddress.Value is null)
        {
            Skip = "this machine has no address but the loopback's";
        }
    }
}
