using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaChunksTests : IDisposable
{
    private readonly ArenaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 4, 4)]
    [InlineData(3, 5, 4)]
    [InlineData(5, 6, 6)]
    public void What_was_absent_when_somebody_looked_ends_behind_its_own_chunk_though_that_is_present_by_now(int first, int end, int absentUntil)
    {
        using var file = ArenaFile.Create(_folder.Options);
        var mapping = new ArenaMapping(file, ArenaFolder.Capacity);
        var chunks = new ArenaChunks(ArenaFolder.Capacity, mapping, ArenaStorage.Instance);
        foreach (var present in new[] { 0, 1, 4 })
        {
            chunks.Touch(present * (long)ArenaChunks.Size, 1);
        }

        Assert.Equal(absentUntil * (long)ArenaChunks.Size, chunks.AbsentUntil((first * (long)ArenaChunks.Size) + 64, end * (long)ArenaChunks.Size));

        mapping.Release();
        File.Delete(file.Name);
    }
}
