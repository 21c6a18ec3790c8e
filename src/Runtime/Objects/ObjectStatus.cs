namespace Orleans.Ray.Objects;

internal enum ObjectStatus : byte
{
    Pending,
    Ready,
    Failed,
}
