using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Texts;

/// <summary>
/// Writes text with trained models, one request after another: each takes all cores, and memory for its model. ONNX Runtime computes on a thread
/// of its own, so that a long text keeps no other call waiting.
/// </summary>
internal sealed partial class TextWriterQueue : IDisposable
{
    private const string Subject = "the request";
    private const int MostPrompts = 64;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Continues prompts with the model of a completed job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">Its run folder.</param>
    /// <param name="request">What to write.</param>
    /// <param name="cancellationToken">Ends it after the token at hand.</param>
    /// <returns>The pieces as they come.</returns>
    /// <exception cref="ValidationException">Settings or prompts make no sense; every error is named.</exception>
    /// <exception cref="JobStateException">The job is not complete.</exception>
    /// <exception cref="UserErrorException">The model cannot be used.</exception>
    public async IAsyncEnumerable<TextPiece> WriteAsync(
        JobRecord job, RunFolder run, TextRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(request);
        if (job.State != JobState.Completed)
        {
            throw new JobStateException($"Job '{job.Id}' is not complete: it is {job.State.ToString().ToLowerInvariant()}. Its model comes with its result.");
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            // No longer than the texts are, which the model's positions limit.
            var pieces = Channel.CreateUnbounded<TextPiece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var writing = Task.Factory.StartNew(
                () => Generate(run, request, pieces.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static void Check(TextRequest request)
    {
        var errors = new List<string>();
        if (request.Prompts.Length > MostPrompts)
        {
            errors.Add($"prompts has {request.Prompts.Length} texts; at most {MostPrompts} are continued together.");
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

    private static void Generate(RunFolder run, TextRequest request, ChannelWriter<TextPiece> pieces, CancellationToken cancellationToken)
    {
        try
        {
            using var model = ModelSource.Open(run.Model);
            var tokenizer = ModelTokenizer.Get(model);
            var prompts = request.Prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt))).ToList();
            var generator = new Generator(model, tokenizer, request.Settings);
            RequireRoom(generator, prompts);
            var texts = generator.Generate(prompts, (prompt, text) => pieces.TryWrite(new TextPiece(prompt, text)), cancellationToken);
            for (var prompt = 0; prompt < texts.Count; prompt++)
            {
                pieces.TryWrite(new TextPiece(prompt, "", texts[prompt]));
            }

            pieces.Complete();
        }
        catch (Exception e)
        {
            pieces.Complete(e); // thrown where the pieces are read
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
