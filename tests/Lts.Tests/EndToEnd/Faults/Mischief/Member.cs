using Lts.Contracts;
using Lts.Domain.Devices;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>Somebody whom the study takes for one of its own.</summary>
internal static class Member
{
    /// <summary>Registers as the honest agents do.</summary>
    public static Register Registration(string name, DeviceFormula formula)
    {
        var profile = new DeviceProfile([SimulatedDevice.Tag], SimulatedDevice.Facts(formula.Name), new MeasuringSettings("cpu", 1), "test");
        var register = RegistrationMapping.ToProto(new DeviceRegistration { Name = name, Key = "key of " + name, Profile = profile });
        register.TellsInterruptions = true;
        return register;
    }
}
