using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Trainer.Service;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Every call of a real trainer, with extreme values and with damaged bytes. Nothing is trained: what is submitted is only checked.</summary>
public sealed class TrainerServiceFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Calls_AreAnsweredOrRefused()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        using var caller = new RawCaller(new Uri(trainer.Address));
        var findings = new FindingList("call of the trainer");
        foreach (var method in FuzzMethods.OfTrainer)
        {
            var valid = ExtremeMessages.Valid(method.InputType);
            byte[][] corpus = [.. valid.Select(message => message.ToByteArray()), [0x0a, 0x03, .. "job"u8]];
            var mutator = new ByteMutator([.. corpus.Where(bytes => bytes.Length > 0)]);
            int accepted = 0;
            for (int number = 0; number < FuzzForm.Inputs; number++)
            {
                var random = FuzzForm.RandomOf(number);
                var (message, change) = ExtremeMessages.Distorted(valid[random.Next(valid.Count)], random);
                bool isWhole = number % 2 == 0;
                byte[] bytes = isWhole ? Checked(message).ToByteArray() : mutator.Next(number);
                var status = await caller.CallAsync(method, bytes);
                accepted += status.StatusCode == StatusCode.OK ? 1 : 0;
                if (FuzzMethods.IsUnforeseen(status))
                {
                    findings.Add($"{method.Name} {status.StatusCode} {status.Detail}", $"{method.Name}, input {number}, {(isWhole ? change : "bytes")}: {status}\n{trainer.Output[^Math.Min(1000, trainer.Output.Length)..]}");
                }
            }

            string figures = string.Create(
                CultureInfo.InvariantCulture, $"{method.FullName}: {FuzzForm.Inputs} inputs, {FuzzForm.Inputs - accepted} refused, {accepted} accepted");
            output.WriteLine(figures);
            FuzzForm.Tell(figures);
        }

        string[] errors = [.. trainer.Output.Split('\n').Where(line => line.Contains(" ERR ", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal)).Take(10)];
        if (errors.Length > 0)
        {
            findings.Add("log", string.Join('\n', errors));
        }

        findings.ThrowIfAny();
        await trainer.Client.ListJobsAsync(new ListJobsRequest());
    }

    /// <summary>A job that is accepted would be trained.</summary>
    private static IMessage Checked(IMessage message)
    {
        if (message is SubmitJobRequest submit)
        {
            submit.ValidateOnly = true;
        }

        return message;
    }
}
