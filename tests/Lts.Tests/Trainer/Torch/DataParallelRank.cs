using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Libtorch.Distributed;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

/// <summary>One process of several that train a <see cref="TinyGpt"/>, each on its part of each batch; prints a loss a step.</summary>
internal static class DataParallelRank
{
    public const string Verb = "data-parallel-rank";

    /// <summary>The steps on one process or several.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="breakAt">The step at which the process of the highest rank kills itself; -1: none.</param>
    public static int Run(int steps, int breakAt)
    {
        TorchRuntime.Start(threads: 1);
        try
        {
            var environment = TorchrunEnvironment.Read();
            using var group = environment is null ? null : ProcessGroup.Connect(environment, timeout: TimeSpan.FromSeconds(20));
            foreach (var loss in Losses(group, steps, step =>
            {
                if (step == breakAt && group is { Rank: > 0 })
                {
                    System.Diagnostics.Process.GetCurrentProcess().Kill();
                }
            }))
            {
                Console.WriteLine(loss.ToString("R", CultureInfo.InvariantCulture));
            }

            return 0;
        }
        catch (UserErrorException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
    }

    /// <summary>The losses of a run from one seed.</summary>
    public static IEnumerable<double> Losses(ProcessGroup? group, int steps, Action<int>? before = null)
    {
        var (rank, world) = (group?.Rank ?? 0, group?.WorldSize ?? 1);

        // Another seed a process: the broadcast must make them one.
        manual_seed(4 + rank);
        using var model = new TinyGpt();
        using var optimizer = new FusedAdamW(model.named_parameters(), new AdamWSettings(3e-3, 0.1));
        using var run = NewDisposeScope();
        var parameters = model.parameters().Cast<Tensor>().ToList();
        group?.Broadcast(parameters);
        manual_seed(1);
        var tokens = randint(0, TinyGpt.Vocabulary, [(steps * TinyGpt.Batch * TinyGpt.Positions) + 1]);
        for (var step = 0; step < steps; step++)
        {
            before?.Invoke(step);
            using var scope = NewDisposeScope();
            model.zero_grad();
            var loss = model.Loss(tokens, step, rank * TinyGpt.Batch / world, TinyGpt.Batch / world);
            loss.backward();
            var mean = loss.detach();
            group?.AverageInPlace([.. parameters.Select(p => p.grad!), mean]);
            optimizer.Step(FusedAdamW.ClipFactor(optimizer.GradientNorm(), 1));
            yield return mean.ToSingle();
        }
    }
}
