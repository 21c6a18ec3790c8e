namespace Microbenchmark.Measuring;

/// <summary>What a row's value counts.</summary>
internal enum RowUnit
{
    /// <summary>Operations in a second; more is better.</summary>
    PerSecond,

    /// <summary>Seconds for one operation; less is better.</summary>
    Seconds,
}
