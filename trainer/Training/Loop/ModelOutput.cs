using Lts.Trainer.Training.Runs;
namespace Lts.Trainer.Training.Loop;
internal static class ModelOutput { public static void Write(PreparedRun run, Learner learner) { } }
