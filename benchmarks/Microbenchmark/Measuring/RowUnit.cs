namespace Microbenchmark.Measuring;

/// <summary>What a row's value counts.</summary>
internal enum RowUnit
{
    /// <summary>Operations in a second; more is better.</summary>
    PerSecond,

    /// <summary>Seconds for one operation; less is better.</summary>
    Seconds,

    /// <summary>10^9 bytes in a second, where an operation is a byte; more is better.</summary>
    GigabytesPerSecond,
}
