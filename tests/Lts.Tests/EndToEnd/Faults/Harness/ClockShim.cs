using System.Diagnostics;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>
/// A library that stands before libc's clock in a process and adds what a file says to the time of day, so that the clock of a running program
/// can be set without anybody else's. Monotonic clocks stay as they are, as when a machine's time of day is set.
/// </summary>
internal static class ClockShim
{
    private const string FileVariable = "LTS_CLOCK_FILE";

    private const string Source = """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>
        static volatile long long *offset;
        __attribute__((constructor)) static void start(void) {
          const char *file = getenv("LTS_CLOCK_FILE");
          int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
          if (fd < 0) return;
          void *map = mmap(0, sizeof *offset, PROT_READ, MAP_SHARED, fd, 0);
          close(fd);
          if (map != MAP_FAILED) offset = map;
        }
        int clock_gettime(clockid_t id, struct timespec *t) {
          int result = syscall(SYS_clock_gettime, id, t);
          if (result == 0 && offset && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) t->tv_sec += *offset;
          return result;
        }
        int gettimeofday(struct timeval *t, void *zone) {
          struct timespec now;
          clock_gettime(CLOCK_REALTIME, &now);
          t->tv_sec = now.tv_sec;
          t->tv_usec = now.tv_nsec / 1000;
          return 0;
        }
        time_t time(time_t *t) {
          struct timespec now;
          clock_gettime(CLOCK_REALTIME, &now);
          if (t) *t = now.tv_sec;
          return now.tv_sec;
        }
        """;

    /// <summary>Compiles it into a folder.</summary>
    /// <returns>Its path, or <see langword="null"/> where there is no C compiler.</returns>
    public static async Task<string?> CompileAsync(string folder)
    {
        string source = Path.Combine(folder, "clock.c");
        string library = Path.Combine(folder, "clock.so");
        await File.WriteAllTextAsync(source, Source);
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-o", library, source]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>What a process needs to run under it.</summary>
    /// <param name="library">What <see cref="CompileAsync"/> returned.</param>
    /// <param name="file">The process's offset, as <see cref="Set"/> wrote it.</param>
    public static IReadOnlyDictionary<string, string> Environment(string library, string file) =>
        new Dictionary<string, string> { ["LD_PRELOAD"] = library, [FileVariable] = file };

    /// <summary>Sets the clock of those who have this file, at once.</summary>
    public static void Set(string file, TimeSpan offset)
    {
        // In place: they have it mapped.
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(BitConverter.GetBytes((long)offset.TotalSeconds));
    }
}
