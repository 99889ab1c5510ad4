using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Lts.Hosting;
using Microsoft.Win32.SafeHandles;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// A file beside the database, <c>coordinator.db.commits</c>, that says how far the database has come. Written after each commit, in place,
/// and left to the system's cache, which outlives the program; forced to the disk once a second at most. So it is never ahead of what
/// the disk has of the database, unless something of the database was taken away.
/// </summary>
internal sealed class CommitMark : IDisposable
{
    private const int Length = 64;
    private const int ChecksumLength = 8;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly SafeFileHandle _file;
    private readonly byte[] _buffer = new byte[Length];
    private long _lastFlush = Stopwatch.GetTimestamp();

    private CommitMark(SafeFileHandle file) => _file = file;

    private static ReadOnlySpan<byte> Magic => "LTSCOMM1"u8;

    /// <summary>Where a database's mark is.</summary>
    /// <param name="database">The database's file.</param>
    public static string PathOf(string database) => database + ".commits";

    /// <summary>What a mark says; <see langword="null"/> when there is none, or none that is whole.</summary>
    /// <param name="database">The database's file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CommitPoint? Read(string database)
    {
        string path = PathOf(database);
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(path);
        return bytes.Length == Length && bytes.AsSpan().StartsWith(Magic) && Checksum(bytes).SequenceEqual(bytes.AsSpan(Length - ChecksumLength))
            ? new CommitPoint(
                BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16))))
            : null;
    }

    /// <summary>Opens the mark for writing, and sets it.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="now">How far the database has come.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static CommitMark Open(string database, CommitPoint now)
    {
        string path = PathOf(database);
        byte[] content = new byte[Length];
        Fill(content, now);
        DurableFile.Write(path, content);
        return new CommitMark(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
    }

    /// <summary>Says that the database has come so far.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(CommitPoint point)
    {
        Fill(_buffer, point);
        RandomAccess.Write(_file, _buffer, fileOffset: 0);
        if (Stopwatch.GetElapsedTime(_lastFlush) >= FlushInterval)
        {
            RandomAccess.FlushToDisk(_file);
            _lastFlush = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static void Fill(byte[] bytes, CommitPoint point)
    {
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), point.Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), point.Time.ToUnixTimeMilliseconds());
        Checksum(bytes).CopyTo(bytes.AsSpan(Length - ChecksumLength));
    }

    private static ReadOnlySpan<byte> Checksum(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, Length - ChecksumLength)).AsSpan(0, ChecksumLength);
}
