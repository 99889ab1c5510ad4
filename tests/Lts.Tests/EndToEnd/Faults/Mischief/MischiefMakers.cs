using Grpc.Core;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>All of them at work, beside the honest.</summary>
internal static class MischiefMakers
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.5);

    /// <summary>Works until told to stop.</summary>
    public static Task RunAsync(FaultSite site, int seed, FaultFigures figures, CancellationToken cancellationToken)
    {
        IMischief[] makers =
        [
            new Guesser(new Random(seed)),
            new NameThief(),
            new Babbler(new Random(seed)),
            new Hoarder(site.Formulas[0]),
            new DeafMember(site.Formulas[^1]),
        ];
        return Task.WhenAll(makers.Select(maker => Task.Run(() => RunAsync(maker, site, figures, cancellationToken), CancellationToken.None)));
    }

    private static async Task RunAsync(IMischief maker, FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                figures.CountFault(maker.Name);
                await maker.DoAsync(site, figures, cancellationToken);
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException or IOException or OperationCanceledException or TimeoutException)
            {
                // The coordinator was killed, is stopped, or has had enough of this one.
            }

            await Task.Delay(Rest, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
