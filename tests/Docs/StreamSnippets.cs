using System.Runtime.CompilerServices;

namespace Orleans.Ray.Docs.Tests;

public sealed partial class StreamSnippets
{
    [Fact]
    public async Task Reading()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-read
        var lines = new List<string>();
        await foreach (ObjectRef<string> line in Lines.Remote.Read("one\ntwo\nthree"))
        {
            lines.Add(await line);                           // there as soon as it is yielded, while the task goes on
        }
        // end

        Assert.Equal(["one", "two", "three"], lines);
    }

    [Fact]
    public async Task Failing()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-errors
        ObjectRefStream<int> halves = Lines.Remote.Halves(new[] { 4, 2, 3 });
        Assert.Equal(2, await (await halves.NextAsync())!);
        Assert.Equal(1, await (await halves.NextAsync())!);
        var third = (await halves.NextAsync())!;             // the error stands where it happened,
        await Assert.ThrowsAsync<ArgumentException>(async () => await third);
        Assert.Null(await halves.NextAsync());               // and then comes the end
        await Assert.ThrowsAsync<ArgumentException>(async () => await halves.Completed);
        // end
    }

    [Fact]
    public async Task Running_ahead()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-ahead
        var numbers = Lines.Remote.Count(new TaskOptions { GeneratorBackpressureNumObjects = 1 });
        await foreach (var number in numbers)
        {
            if (await number == 3)
            {
                break;                                       // disposes of the stream, and so cancels the task
            }
        }

        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await numbers.Completed);
        // end
    }

    [Fact]
    public async Task Waiting_for_several()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-wait
        ObjectRefStream<int>[] streams = [Lines.Remote.Count(), Lines.Remote.Count()];
        var (ready, remaining) = await Ray.WaitAsync(streams);
        int first = await (await ready[0].NextAsync())!;     // does not wait
        // end

        Assert.Equal(0, first);
        Assert.Single(remaining);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Handing_over()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-hand-over
        ObjectRef<int> length = Lines.Remote.LengthOf(Lines.Remote.Read("one\ntwo\nthree"));
        Console.WriteLine(await length);                     // 11
        // end

        Assert.Equal(11, await length);
    }

    [Fact]
    public async Task Of_an_actor()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: streams-actor
        await using var journal = Journal.Remote.Create();
        _ = journal.Write("first");
        _ = journal.Write("second");
        await foreach (var entry in journal.Entries())
        {
            Console.WriteLine(await entry);
        }
        // end
    }

    // snippet: streams-define
    public static partial class Lines
    {
        [RayTask]
        public static async IAsyncEnumerable<string> Read(string text, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            using var reader = new StringReader(text);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                yield return line;
            }
        }

        [RayTask(GeneratorBackpressureNumObjects = 10)]      // at most ten items ahead of the reader
        public static IEnumerable<int> Count()
        {
            for (var i = 0; ; i++)
            {
                yield return i;
            }
        }

        [RayTask]
        public static IEnumerable<int> Halves(int[] numbers)
        {
            foreach (var number in numbers)
            {
                yield return number % 2 == 0 ? number / 2 : throw new ArgumentException($"{number} is odd");
            }
        }

        [RayTask]
        public static async Task<int> LengthOf(ObjectRefStream<string> lines)
        {
            var length = 0;
            await foreach (var line in lines)
            {
                length += (await line).Length;
            }

            return length;
        }
    }
    // end

    // snippet: streams-actor-define
    [RayActor]
    public sealed partial class Journal
    {
        private readonly List<string> _entries = [];

        public void Write(string entry) => _entries.Add(entry);

        public IEnumerable<string> Entries()
        {
            foreach (var entry in _entries)
            {
                yield return entry;
            }
        }
    }
    // end
}
