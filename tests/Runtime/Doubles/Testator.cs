namespace Orleans.Ray.Tests.Doubles;

/// <summary>What actors inherit.</summary>
[ConcurrencyGroup("io", 2)]
internal abstract class Testator(string chronicle)
{
    public static int Constant => 7;

    public virtual string Tell() => "testator";

    public int Get() => Constant;

    [ActorMethod(ConcurrencyGroup = "io", MaxTaskRetries = 2, RetryExceptions = true)]
    public int FailTwice()
    {
        var run = Chronicle.Find(chronicle).Write("run");
        return run <= 2 ? throw new InvalidOperationException($"run {run}") : run;
    }
}
