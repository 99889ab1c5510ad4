using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Golden.Wire;
using Lts.Tests.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>The bytes of every call to a real coordinator: each gets an answer or a refusal with a name, and the process stays as it was.</summary>
public sealed class RpcFuzzTests(ITestOutputHelper output)
{
    private const long MostResidentBytes = 1L << 30;

    [LinuxFact]
    public async Task Calls_AreAnsweredOrRefused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await using (await SimulatedAgent.ConnectAsync(new Uri(laboratory.Address), SimulatedAgent.Registration("honest")))
        {
            laboratory.Studies.CreateStudy(new CreateStudyRequest { Spec = SmallSpecs.Random("study", count: 8) });
        }

        using var caller = new RawCaller(new Uri(laboratory.Address));
        var findings = new FindingList("call");
        foreach (var method in FuzzMethods.OfCoordinator)
        {
            await TryAsync(caller, method, findings);
        }

        string[] bad = [.. laboratory.Coordinator.Output.Split('\n').Where(line => line.Contains(" ERR", StringComparison.Ordinal) || line.Contains("[ERR", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal)).Take(20)];
        if (bad.Length > 0)
        {
            findings.Add("log", string.Join('\n', bad));
        }

        long peak = PeakOf(laboratory.Coordinator.Id);
        output.WriteLine($"the coordinator had {peak >> 20} MiB at most");
        FuzzForm.Tell($"calls: the coordinator had {peak >> 20} MiB at most");
        if (peak > MostResidentBytes)
        {
            findings.Add("memory", $"the coordinator came to {peak} bytes.");
        }

        findings.ThrowIfAny();
        Assert.False(laboratory.Coordinator.HasExited, laboratory.Coordinator.Output);
        Assert.Contains(laboratory.Studies.ListStudies(new ListStudiesRequest()).Studies, study => study.Name == "study");
    }

    private async Task TryAsync(RawCaller caller, MethodDescriptor method, FindingList findings)
    {
        var mutator = new ByteMutator(Corpus(method.InputType));
        byte[] register = new AgentMessage { Register = SimulatedAgent.Registration("fuzz") }.ToByteArray();
        int accepted = 0;
        for (int number = 0; number < FuzzForm.Inputs; number++)
        {
            byte[] bytes = mutator.Next(number);
            byte[][] messages = method.IsClientStreaming && number % 4 != 0 ? [register, bytes] : [bytes];
            try
            {
                var status = await caller.CallAsync(method, messages);
                accepted += status.StatusCode == StatusCode.OK ? 1 : 0;
                if (FuzzMethods.IsUnforeseen(status))
                {
                    findings.Add($"{method.Name} {status.StatusCode} {status.Detail}", $"{method.FullName}, input {number}, {Convert.ToBase64String(bytes)[..Math.Min(200, bytes.Length)]}: {status}");
                }
            }
            catch (Exception e)
            {
                findings.Add(number, e, bytes);
            }
        }

        string figures = string.Create(
            CultureInfo.InvariantCulture, $"{method.FullName}: {FuzzForm.Inputs} inputs, {FuzzForm.Inputs - accepted} refused, {accepted} accepted");
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
    }

    /// <summary>The most resident memory that a process has had, in bytes.</summary>
    private static long PeakOf(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    private static List<byte[]> Corpus(MessageDescriptor type) =>
    [
        .. GoldenMessages.All.Where(message => message.Descriptor == type).Select(message => message.ToByteArray()).Where(bytes => bytes.Length > 0),
        .. ExtremeMessages.Valid(type).Select(message => message.ToByteArray()).Where(bytes => bytes.Length > 0),
        [0x0a, 0x05, .. "study"u8],
    ];
}
