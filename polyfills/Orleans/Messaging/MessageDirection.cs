namespace Orleans.Runtime;

internal enum MessageDirection : byte
{
    Request,
    OneWay,
    Response,
    Cancel,
}
