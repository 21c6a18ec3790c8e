namespace Orleans.Ray.Store;

/// <summary>Whether a value may be large, without serializing it: it takes what it finds off a budget, and says yes as soon as that is spent or something turns up that it cannot look into.</summary>
internal abstract class SizeProbe
{
    /// <summary>Deeper values are taken for large.</summary>
    protected const int MaxDepth = 32;

    /// <summary>What the stream has beside the data of a field or an object, at most, but for names of types.</summary>
    protected const int Overhead = 16;
}
