using System.CommandLine;
using Lts.Cli.StudyFiles;
using Lts.Domain.Spaces;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Studies;

/// <summary>Options that describe a study. What is given replaces what the file says.</summary>
internal sealed class StudySpecOptions
{
    private readonly Option<string?> _file = new("--file", "-f")
    {
        Description = "Study file in YAML or JSON, see docs/study-file.md; - reads standard input.",
        HelpName = "study.yaml",
    };

    private readonly Option<string?> _name = new("--name") { Description = "Name of the study; made up when left out." };

    private readonly Option<string?> _space = new("--space")
    {
        Description = $"Search space: {string.Join(", ", SearchSpaces.All.Select(s => s.Name))}.",
    };

    private readonly Option<string?> _algorithm = new("--algorithm")
    {
        Description = "Search algorithm with its published settings: evolutionary, evolution_pareto, random. A study file can change them.",
    };

    private readonly Option<long?> _seed = new("--seed")
    {
        Description = "Equal seeds and equal measurements give equal searches. Default 0.",
    };

    private readonly Option<int?> _maxCandidates = new("--max-candidates")
    {
        Description = "Measure at most this many candidates per device class.",
    };

    private readonly Option<int?> _maxAttempts = new("--max-attempts")
    {
        Description = "Times a candidate is tried before it has failed. Default 3.",
    };

    private readonly Option<int?> _priority = new("--priority")
    {
        Description = "Studies of higher priority are measured first. Default 0.",
    };

    private readonly PlanOptions _plan;

    public StudySpecOptions(Command command)
    {
        command.Add(_file);
        command.Add(_name);
        command.Add(_space);
        command.Add(_algorithm);
        command.Add(_seed);
        command.Add(CommonOptions.Devices);
        command.Add(_maxCandidates);
        command.Add(_maxAttempts);
        command.Add(_priority);
        _plan = new PlanOptions(command);
        _algorithm.AcceptOnlyFromAmong(AlgorithmReader.Evolutionary, AlgorithmReader.EvolutionPareto, AlgorithmReader.Random);
        _space.AcceptOnlyFromAmong([.. SearchSpaces.All.Select(s => s.Name)]);
    }

    /// <summary>The study that a command line asks for.</summary>
    /// <exception cref="UserErrorException">The file is bad, or neither a file nor a space is given.</exception>
    public StudySpec Read(CommandContext context)
    {
        var file = context.Get(_file) is { } path ? StudyFile.Load(path) : null;
        if (file is null && context.Get(_space) is null)
        {
            throw new UserErrorException("Say what to search: -f study.yaml, or --space and --algorithm.", ExitCode.Usage);
        }

        var spec = file?.Spec ?? new StudySpec();
        spec.Name = context.Get(_name) ?? spec.Name;
        spec.Seed = context.Get(_seed) ?? spec.Seed;
        if (context.Get(_maxCandidates) is { } candidates)
        {
            spec.MaxCandidates = candidates;
        }

        if (context.Get(_maxAttempts) is { } attempts)
        {
            spec.MaxAttempts = attempts;
        }

        spec.Priority = context.Get(_priority) ?? spec.Priority;
        if (context.Get(_space) is { } space)
        {
            spec.Space = new SearchSpaceSpec { Preset = space };
        }

        if (context.Get(CommonOptions.Devices) is { Length: > 0 } devices)
        {
            spec.Devices.Clear();
            spec.Devices.AddRange(devices);
        }

        SetAlgorithm(spec, context.Get(_algorithm) ?? (file is null ? AlgorithmReader.Evolutionary : null));
        spec.Plan ??= new MeasurementPlan();
        _plan.Apply(context, spec.Plan);
        file?.Check();
        return spec;
    }

    private static void SetAlgorithm(StudySpec spec, string? name)
    {
        switch (name)
        {
            case null:
                break;
            case AlgorithmReader.EvolutionPareto:
                spec.EvolutionPareto = new EvolutionPareto();
                break;
            case AlgorithmReader.Random:
                spec.Random = new RandomSearch();
                break;
            default:
                spec.Evolutionary = new EvolutionarySearch();
                break;
        }
    }
}
