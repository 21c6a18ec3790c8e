namespace Orleans.Ray.Objects;

/// <summary>The elements of an array in row-major order, with a hold on their memory for as long as somebody looks at them.</summary>
internal readonly ref struct NDElements<T>(ReadOnlySpan<T> span, PinHold? hold)
    where T : unmanaged
{
    public ReadOnlySpan<T> Span { get; } = span;

    public void Dispose() => hold?.Release();
}
