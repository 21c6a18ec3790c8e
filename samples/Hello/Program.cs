using Orleans.Ray;

await using var ray = await Ray.InitAsync();                    // a node in this process

var x = Linalg.Remote.Square(3);                                // ObjectRef<int>, at once
var y = Linalg.Remote.Add(x, 1);                                // a ref as argument is a dependency
Console.WriteLine(await y);                                     // 10

var counter = Counter.Remote.Create(10);
await counter.Increment();
Console.WriteLine(await counter.Increment(5));                  // 16

public static partial class Linalg
{
    [RayTask] public static int Square(int x) => x * x;
    [RayTask(NumCpus = 2)] public static int Add(int x, int y) => x + y;
}

[RayActor]
public sealed partial class Counter(int start = 0)
{
    private int _value = start;
    public int Increment(int by = 1) => _value += by;
}
