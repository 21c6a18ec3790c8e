namespace Microbenchmark.Measuring;

/// <summary>A benchmark that computes the wrong thing fast has no result.</summary>
internal static class Check
{
    public static void Equal(long expected, long actual)
    {
        if (actual != expected)
        {
            throw new WrongResultException($"the result should be {expected} and is {actual}");
        }
    }

    public static void True(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new WrongResultException(expectation);
        }
    }
}
