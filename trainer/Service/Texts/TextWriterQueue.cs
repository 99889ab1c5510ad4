using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Runs;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Service.Texts;

/// <summary>
/// Writes text with trained models, one request after another: each takes all cores, and memory for its model. ONNX Runtime computes on a thread
/// of its own, so that a long text keeps no other call waiting.
/// </summary>
internal sealed partial class TextWriterQueue
{
    private const string Subject = "the request";
    private const int MostPrompts = 64;
    private const int LongestPrompts = 1 << 20; // characters of all together
    private const int MostStops = 16;
    private const int LongestStop = 256;
    private const int MostWaiting = 64;

    /// <summary>Holds something while a text is written. Not a semaphore, for writing may outlast the service's other parts, which are disposed.</summary>
    private readonly Channel<bool> _turn = Channel.CreateBounded<bool>(1);

    private int _waiting;

    /// <summary>Continues prompts with the model of a completed job.</summary>
    /// <param name="job">The job, which must be complete.</param>
    /// <param name="run">The run folder that holds its model.</param>
    /// <param name="request">Prompts and settings of the texts.</param>
    /// <param name="cancellationToken">Ends it after the token at hand.</param>
    /// <returns>The pieces as they come.</returns>
    /// <exception cref="ValidationException">Settings or prompts make no sense; every error is named.</exception>
    /// <exception cref="JobStateException">The job is not complete.</exception>
    /// <exception cref="ModelUnusableException">The model cannot be used.</exception>
    /// <exception cref="JobRoomException">Too many requests wait already.</exception>
    public async IAsyncEnumerable<WrittenPiece> WriteAsync(
        JobRecord job, RunFolder run, TextRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(request);
        if (job.State != JobState.Completed)
        {
            throw new JobStateException($"Job '{job.Id}' is not complete: it is {job.State.ToString().ToLowerInvariant()}. It has a model only once it has completed.");
        }

        // No longer than the texts are, which the model's positions limit.
        var pieces = Channel.CreateUnbounded<WrittenPiece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await WaitForTurnAsync(cancellationToken);
        var writing = Task.Factory.StartNew(
            () => WriteInTurn(job.Id, run, request, pieces.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken))
            {
                yield return piece;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw new JobRoomException($"{MostWaiting} requests for text wait already. Try again later.");
            }

            await _turn.Writer.WriteAsync(true, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static void Check(TextRequest request)
    {
        var errors = new List<string>();
        if (request.Prompts.Length > MostPrompts)
        {
            errors.Add($"prompts has {request.Prompts.Length} texts; at most {MostPrompts} can be continued together.");
        }

        if (request.Prompts.Sum(prompt => (long)prompt.Length) is > LongestPrompts and var length)
        {
            errors.Add($"prompts have {length} characters together; at most {LongestPrompts} can be continued.");
        }

        if (request.Settings.StopStrings.Length > MostStops || request.Settings.StopStrings.Any(stop => stop.Length > LongestStop))
        {
            errors.Add($"stop may have at most {MostStops} texts of at most {LongestStop} characters.");
        }

        if (request.Settings.MaxNewTokens > ArchitectureLimits.SequenceLength)
        {
            errors.Add($"max_tokens must be at most {ArchitectureLimits.SequenceLength}, not {request.Settings.MaxNewTokens}.");
        }

        try
        {
            request.Settings.ThrowIfInvalid();
        }
        catch (UserErrorException e)
        {
            errors.AddRange(FieldNames(e.Message).Split('\n'));
        }

        if (errors.Count > 0)
        {
            throw new ValidationException(Subject, errors);
        }
    }

    /// <summary>Writes, and leaves the turn to the next as soon as all is written: a client may read as slowly as it likes.</summary>
    private void WriteInTurn(string job, RunFolder run, TextRequest request, ChannelWriter<WrittenPiece> pieces, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            Generate(run, request, pieces, cancellationToken);
        }
        catch (Exception e) when (e is UserErrorException or OnnxRuntimeException)
        {
            failure = new ModelUnusableException(job, e); // the request has been checked
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            _turn.Reader.TryRead(out _);
        }

        pieces.Complete(failure); // thrown where the pieces are read
    }

    private static void Generate(RunFolder run, TextRequest request, ChannelWriter<WrittenPiece> pieces, CancellationToken cancellationToken)
    {
        using var model = ModelSource.Open(run.Model);
        var tokenizer = ModelTokenizer.Get(model);
        var prompts = request.Prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt))).ToList();
        var generator = new Generator(model, tokenizer, request.Settings);
        RequireRoom(generator, prompts);
        var texts = generator.Generate(prompts, (prompt, text) => pieces.TryWrite(new WrittenPiece(prompt, text)), cancellationToken);
        for (var prompt = 0; prompt < texts.Count; prompt++)
        {
            pieces.TryWrite(new WrittenPiece(prompt, "", texts[prompt]));
        }
    }

    private static void RequireRoom(Generator generator, List<int[]> prompts)
    {
        try
        {
            generator.ThrowIfUnusable(prompts);
        }
        catch (UserErrorException e)
        {
            throw new ValidationException(Subject, e.Message.Split('\n'));
        }
    }

    /// <summary>Settings are called by their options; a request calls them by its fields.</summary>
    private static string FieldNames(string message) => OptionName().Replace(message, option => option.Groups[1].Value.Replace('-', '_'));

    [GeneratedRegex("--([a-z][a-z-]*)")]
    private static partial Regex OptionName();
}
