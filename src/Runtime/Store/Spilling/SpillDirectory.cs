using System.Globalization;

namespace Orleans.Ray.Store;

/// <summary>
/// One directory that objects are spilled to. After a failure it rests, twice as long each time in a row, so that the others do the work meanwhile. Its folder is made with its first file.
/// </summary>
internal sealed class SpillDirectory(string path, ISpillMedium medium, TimeProvider time)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    // Held while a disk is waited for, as the other never is.
    private readonly Lock _folderLock = new();
    private readonly Lock _lock = new();
    private SpillFolder? _folder;
    private TimeSpan _rest = FirstRest;
    private long _restsUntil;
    private Exception? _failure;
    private long _files;
    private long _bytes;
    private long _named;
    private bool _closed;

    public string Path => path;

    public ISpillMedium Medium => medium;

    /// <summary>How long until it may be tried again; zero where it may be now.</summary>
    public TimeSpan Rests
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                return _failure is null || now >= _restsUntil ? TimeSpan.Zero : time.GetElapsedTime(now, _restsUntil);
            }
        }
    }

    /// <summary>A path for a new file; makes the folder where there is none yet.</summary>
    public string NewPath()
    {
        lock (_folderLock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _folder ??= SpillFolder.Open(path);
            return System.IO.Path.Combine(_folder.Path, (++_named).ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Succeeded(long bytes)
    {
        lock (_lock)
        {
            _failure = null;
            _rest = FirstRest;
            _files++;
            _bytes += bytes;
        }
    }

    public void Failed(Exception exception)
    {
        lock (_lock)
        {
            _failure = exception;
            _restsUntil = time.GetTimestamp() + (long)(_rest.TotalSeconds * time.TimestampFrequency);
            _rest = _rest * 2 < LongestRest ? _rest * 2 : LongestRest;
        }
    }

    public void Removed(long bytes)
    {
        lock (_lock)
        {
            _files--;
            _bytes -= bytes;
            if (_failure is SpillReserveException)
            {
                _restsUntil = 0;
            }
        }
    }

    public void RemoveFolder()
    {
        lock (_folderLock)
        {
            _closed = true;
            _folder?.Dispose();
            _folder = null;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            var state = _failure is null ? string.Empty : $", failed and is tried again: {_failure.Message}";
            return string.Create(CultureInfo.InvariantCulture, $"{path} ({_files} files of {_bytes} bytes{state})");
        }
    }
}
