using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>A device of the study, and a client of it, that asks for much and reads nothing of what it is sent.</summary>
internal sealed class DeafMember(DeviceFormula formula) : IMischief
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string Name => "leases, lists and watches asked for and never read, for up to 15 s";

    /// <inheritdoc/>
    public async Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(site.Address);
        using var call = new AgentService.AgentServiceClient(channel).Connect(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(new AgentMessage { Register = Member.Registration("deaf", formula) }, cancellationToken);
        var studies = await FaultSite.AskAsync(options => site.Studies.ListStudiesAsync(new ListStudiesRequest(), options).ResponseAsync);
        var unread = studies.Studies.SelectMany(study => Ask(new StudyService.StudyServiceClient(channel), study.Id, cancellationToken)).ToList();
        try
        {
            for (var time = TimeSpan.Zero; time < Stay && !cancellationToken.IsCancellationRequested; time += TimeSpan.FromSeconds(1))
            {
                await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat { RunningAttemptId = "" } }, cancellationToken);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            }
        }
        finally
        {
            unread.ForEach(stream => stream.Dispose());
        }
    }

    private static IEnumerable<IDisposable> Ask(StudyService.StudyServiceClient studies, string study, CancellationToken cancellationToken)
    {
        yield return studies.WatchStudy(new WatchStudyRequest { StudyId = study }, cancellationToken: cancellationToken);
        yield return studies.ListCandidates(new ListCandidatesRequest { StudyId = study, IncludeSamples = true }, cancellationToken: cancellationToken);
    }
}
