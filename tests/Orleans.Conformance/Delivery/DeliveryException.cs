namespace Orleans.Conformance.Delivery;

[GenerateSerializer]
public sealed class DeliveryException : Exception
{
    public DeliveryException()
    {
    }

    public DeliveryException(string message, int code)
        : base(message) => Code = code;

    [Id(0)]
    public int Code { get; set; }
}
