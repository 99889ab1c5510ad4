using System.CommandLine;
namespace Lts.Trainer.Commands;
internal static class QuickstartCommand { public static Command Create() => new("quickstart"); }
