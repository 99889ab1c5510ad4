using System.CommandLine;
using Lts.Cli.StudyFiles;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Hosting;

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
        Description = "Attempts at a candidate before it counts as failed. Default 3.",
    };

    private readonly Option<int?> _priority = new("--priority")
    {
        Description = "Studies of higher priority are measured first. Default 0.",
    };

    private readonly PlanOptions _plan;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb, whose help then lists them.</param>
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

        var said = file?.Draft ?? new StudyDraft();
        var draft = said with
        {
            Name = context.Get(_name) ?? said.Name,
            Seed = context.Get(_seed) ?? said.Seed,
            MaxCandidates = context.Get(_maxCandidates) ?? said.MaxCandidates,
            MaxAttempts = context.Get(_maxAttempts) ?? said.MaxAttempts,
            Priority = context.Get(_priority) ?? said.Priority,
            Space = context.Get(_space) is { } space ? SearchSpaces.Find(space) : said.Space,
            Devices = context.Get(CommonOptions.Devices) is { Length: > 0 } devices ? [.. devices] : said.Devices,
            Algorithm = context.Get(_algorithm) is { } algorithm ? AlgorithmReader.Standard(algorithm) : said.Algorithm,
            Plan = _plan.Apply(context, said.Plan),
        };
        file?.Check(draft);
        return draft.ToSpec();
    }
}
