using System.CommandLine;
using Lts.Domain.Families;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Export;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;
using Lts.Trainer.Training;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer quickstart</c>: a small GPT-2 learns a real text in about three minutes on two cores.</summary>
internal static class QuickstartCommand
{
    private const string Prompt = "Fellow citizens, our country";
    private const int SampleTokens = 80;
    private const string DefaultOutput = "lts-trainer-quickstart";

    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The run's folder; a run that was interrupted there goes on.",
            DefaultValueFactory = _ => new DirectoryInfo(DefaultOutput),
        };
        var steps = new Option<int>("--steps") { Description = "Steps to train; 1,200 are about three minutes on two cores.", DefaultValueFactory = _ => 1200 };
        steps.Validators.Add(result =>
        {
            if (OptionValue.TryGet<int>(result, out var value) && value < 1)
            {
                result.AddError("--steps must be at least 1.");
            }
        });
        var command = new Command("quickstart", "Train a small GPT-2 on a real text for about three minutes.") { output, steps };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(Configuration(arguments.GetValue(output)!.FullName, arguments.GetValue(steps)), cancellationToken));
        return command;
    }

    /// <summary>What it trains: a million parameters, layers of different sizes as a search finds them, a vocabulary learnt from the text.</summary>
    private static TrainerConfiguration Configuration(string output, int steps)
    {
        var preset = Presets.Get(Presets.SmallCpu);
        return preset with
        {
            Architecture = new ArchitectureChoice(
                new Gpt2Shape
                {
                    HiddenSize = 128,
                    Layers = [new Gpt2Layer(256, 2), new Gpt2Layer(384, 4), new Gpt2Layer(512, 4), new Gpt2Layer(640, 8)],
                    MaxSequenceLength = preset.Training.SequenceLength,
                },
                VocabularyIsGiven: false),
            Output = output,
            Data = preset.Data with { Sources = SampleText.Files(), Tokenizer = TokenizerChoice.Trained(2048) },
            Training = preset.Training with
            {
                Steps = steps,
                LearningRate = 3e-3,
                MinLearningRate = 3e-4,
                WarmupSteps = Math.Min(60, steps),
                LogIntervalSteps = 20,
                EvaluationIntervalSteps = 100,
                EvaluationTokens = 16_384,
            },
        };
    }

    private static async Task<int> RunAsync(TrainerConfiguration configuration, CancellationToken cancellationToken)
    {
        var run = new RunFolder(configuration.Output);
        using var progress = ProgressDisplay.ForStandardError();
        using var stop = StopSignal.Listen(progress.Observer, cancellationToken);
        progress.Observer.Note("The text: the State of the Union addresses of the presidents of the United States, 1790 to 2016.");
        var result = await ConfiguredRun.RunAsync(configuration, null, progress.Observer, TimeProvider.System, stop.Token);
        progress.Dispose();
        await ResultText.WriteAsync(result, run);
        await ShowAsync(run, cancellationToken);
        return ExitCode.Success;
    }

    /// <summary>Exports the model and lets it speak.</summary>
    private static async Task ShowAsync(RunFolder run, CancellationToken cancellationToken)
    {
        using var folder = ModelFolder.Open(run.Model);
        var onnx = Path.Combine(run.Model, "model.onnx");
        OnnxExport.Write(folder, new ExportSettings(), onnx);
        await Console.Out.WriteLineAsync($"ONNX model: {onnx}\n");
        using var source = ModelSource.Open(run.Model);
        GenerateCommand.Run(
            source, ModelTokenizer.Get(source), new GenerationSettings { MaxNewTokens = SampleTokens }, [Prompt], json: false, Console.Out, cancellationToken);
        await Console.Out.WriteLineAsync($"\nMore: lts-trainer generate {Path.GetRelativePath(Environment.CurrentDirectory, run.FullName)} \"Your prompt\"");
    }
}
