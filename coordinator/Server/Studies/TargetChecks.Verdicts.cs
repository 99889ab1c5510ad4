using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Studies;

/// <summary>What follows from measurements that agree, and from those that do not.</summary>
internal sealed partial class TargetChecks
{
    private const int DoubtsPerWrite = 1_000;

    /// <summary>Decides by what was measured so far.</summary>
    private async Task GoOnAsync(CheckEntry entry)
    {
        if (entry.Check == CandidateCheck.InDoubt)
        {
            HandOut(entry);
            return;
        }

        entry.Readings.RemoveAll(r => r != entry.Readings[0] && IsQuarantined(r.DeviceName));
        if (IsQuarantined(entry.Readings[0].DeviceName))
        {
            await DoubtAsync(entry);
            return;
        }

        var devices = DevicesOf(entry);
        bool hasOthers = _dispatcher.HasDevice(_checks, name => !devices.Contains(name));
        switch (PlausibilityRules.Judge(entry.Readings, hasOthers, name => _dispatcher.StandingOf(name).Confirmed))
        {
            case CheckDecision.MeasureAgain again:
                HandOut(entry, again.DeviceName);
                break;
            case CheckDecision.Agreed:
                await EndAsync(entry, CandidateCheck.Confirmed, devices.Count > 1 ? devices : [], []);
                break;
            case CheckDecision.Settled settled:
                await SettleAsync(entry, settled);
                break;
            default:
                await EndAsync(entry, CandidateCheck.Open, [], []);
                break;
        }
    }

    private async Task SettleAsync(CheckEntry entry, CheckDecision.Settled settled)
    {
        string name = $"candidate {_ledger.Find(entry.Index).Key}";
        string said = PlausibilityRules.Describe(entry.Readings);
        if (settled.Stands is not { } stands)
        {
            await QuarantineAsync(settled.AtFault[0], $"It contradicts itself about {name}: {said}.");
            await DoubtAsync(entry);
            return;
        }

        // Before the check's end: once that is on disk, nobody looks at the candidate again after a restart.
        foreach (string device in settled.AtFault)
        {
            await QuarantineAsync(device, $"It contradicts its class about {name}: {said}.");
        }

        foreach (string device in settled.Unsteady.Where(d => _dispatcher.StandingOf(d).Strikes + 1 >= PlausibilityRules.MostStrikes))
        {
            await QuarantineAsync(device, $"It contradicts itself again and again, last about {name}: {said}.");
        }

        if (stands == entry.Readings[0])
        {
            await EndAsync(entry, CandidateCheck.Confirmed, [], settled.Unsteady);
        }
        else
        {
            await CorrectAsync(entry, stands.Attempt, stands.Measurement, stands.DeviceName, settled.Unsteady);
        }
    }

    private Task QuarantineAsync(string device, string reason) => _dispatcher.QuarantineAsync(device, reason).WaitAsync(_stopping);

    private async Task EndAsync(CheckEntry entry, CandidateCheck check, IReadOnlyCollection<string> confirmed, IReadOnlyCollection<string> unsteady)
    {
        await StoreAsync(new CheckEnd(_ledger.Find(entry.Index).Key, check) { Confirmed = [.. confirmed], Unsteady = [.. unsteady] });
        entry.Check = check;
        _ledger.SetCheck(entry.Index, check);
        _tally.Add(entry);
    }

    private async Task CorrectAsync(
        CheckEntry entry, int attempt, MeasurementOutcome outcome, string deviceName, IReadOnlyCollection<string>? unsteady = null)
    {
        bool isHeld = entry.Check == CandidateCheck.InDoubt ? entry.IsHeld : _ledger.Hold(entry.Index);
        await StoreAsync(new CheckEnd(_ledger.Find(entry.Index).Key, CandidateCheck.Corrected)
        {
            Attempt = attempt,
            State = outcome is CandidateMeasurement ? CandidateState.Measured : CandidateState.Failed,
            WasTold = !isHeld,
            Unsteady = [.. unsteady ?? []],
        });
        (entry.Check, entry.IsHeld) = (CandidateCheck.Corrected, false);
        _ledger.Correct(entry.Index, outcome, deviceName, isHeld);
        var earlier = entry.Readings.ToList();
        entry.Readings.Clear();
        if (outcome is CandidateMeasurement measurement)
        {
            var first = new Reading(deviceName, attempt, measurement.WithoutSamples());
            entry.Readings.AddRange([first, .. earlier.Where(r => Confirms(r, first))]);
        }

        _tally.Add(entry);
    }

    /// <summary>What a device measured counts only where another one has confirmed it.</summary>
    private async Task DoubtAllAsync(string deviceName)
    {
        var doubted = new List<CheckEntry>();
        foreach (int index in _ledger.MeasuredBy(deviceName))
        {
            if (!_entries.TryGetValue(index, out var entry))
            {
                var candidate = _ledger.Find(index);
                entry = new CheckEntry(index) { LastAttempt = candidate.AttemptCount };
                entry.Readings.Add(new Reading(deviceName, 0, candidate.Measurement!));
                _entries.Add(index, entry);
            }

            if (entry.Check != CandidateCheck.InDoubt && Withdraw(entry))
            {
                await WeighAsync(entry, doubted);
            }
        }

        await StoreDoubtsAsync(doubted);

        // And what it said of others' results is worth nothing.
        foreach (var entry in _entries.Values.Where(e => e.IsPending && e.Check == CandidateCheck.None && DevicesOf(e).Contains(deviceName)).ToList())
        {
            if (entry.Readings[0].DeviceName == deviceName)
            {
                await DoubtAsync(entry); // Its outcome could not be written, and it has been put back since.
            }
            else if (Withdraw(entry))
            {
                entry.Readings.RemoveAll(r => r.DeviceName == deviceName);
                await GoOnAsync(entry);
            }
        }
    }

    private async Task DoubtAsync(CheckEntry entry)
    {
        if (entry.Check != CandidateCheck.InDoubt && Withdraw(entry))
        {
            var doubted = new List<CheckEntry>();
            await WeighAsync(entry, doubted);
            await StoreDoubtsAsync(doubted);
        }
    }

    /// <summary>Decides by what other devices said. Where none did, the outcome stops counting now, and is to be written down.</summary>
    private async Task WeighAsync(CheckEntry entry, List<CheckEntry> doubted)
    {
        // Another device's word for it, or against it, decides at once.
        var first = entry.Readings[0];
        var others = entry.Readings.Skip(1).Where(r => !IsQuarantined(r.DeviceName)).ToList();
        if (others.Exists(r => Confirms(r, first)))
        {
            if (entry.Check is CandidateCheck.None or CandidateCheck.Open)
            {
                await EndAsync(entry, CandidateCheck.Confirmed, [], []);
            }
        }
        else if (others.Count > 0)
        {
            await CorrectAsync(entry, others[0].Attempt, others[0].Measurement, others[0].DeviceName);
        }
        else
        {
            (entry.IsHeld, entry.Check) = (_ledger.Hold(entry.Index), CandidateCheck.InDoubt);
            _ledger.SetCheck(entry.Index, CandidateCheck.InDoubt);
            _tally.Add(entry);
            doubted.Add(entry);
        }
    }

    /// <summary>Writes doubts down, many at a time, and then has the candidates measured. Lost by a crash, they follow from the quarantine again.</summary>
    private async Task StoreDoubtsAsync(List<CheckEntry> doubted)
    {
        foreach (var slice in doubted.Chunk(DoubtsPerWrite))
        {
            await Task.WhenAll(slice.Select(e => StoreAsync(new CheckEnd(_ledger.Find(e.Index).Key, CandidateCheck.InDoubt))));
        }

        _dispatcher.Enqueue([.. doubted.Select(e => JobOf(e))]);
    }

    private bool IsQuarantined(string deviceName) => _dispatcher.StandingOf(deviceName).IsQuarantined;

    private static bool Confirms(Reading reading, Reading first) =>
        reading.DeviceName != first.DeviceName && PlausibilityRules.Agree(reading.Measurement, first.Measurement);
}
