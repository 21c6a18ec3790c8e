namespace Orleans.Serialization.Codecs;

internal static class PublicFieldCodec
{
    public static FieldCodec<T> Unwrap<T>(IFieldCodec<T> codec)
        => codec is PublicFieldCodec<T> own ? own.Inner : new CustomFieldCodec<T>(codec);
}
