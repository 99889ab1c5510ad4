namespace Lts.Hosting;

/// <summary>Where a program keeps what it must not lose.</summary>
public static class DataDirectory
{
    /// <summary>
    /// The default for a program: <c>$LTS_HOME/NAME</c>, else <c>NAME</c> in <c>lts</c> under the user's local application data
    /// (<c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>, <c>~/Library/Application Support</c>). Not created.
    /// </summary>
    /// <param name="name">The program's part: <c>coordinator</c>, <c>agent</c>.</param>
    public static string Default(string name)
    {
        var home = Environment.GetEnvironmentVariable("LTS_HOME");
        return string.IsNullOrEmpty(home)
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "lts", name)
            : Path.Combine(home, name);
    }
}
