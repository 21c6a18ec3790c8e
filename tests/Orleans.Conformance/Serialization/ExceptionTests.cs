using Orleans.Serialization;

namespace Orleans.Conformance.Serialization;

public sealed class ExceptionTests : SerializerTest
{
    [Fact]
    public void A_framework_exception_keeps_type_message_and_inner_exception()
    {
        Exception value = new InvalidOperationException("outer", new TimeoutException("inner"));
        var result = Assert.IsType<InvalidOperationException>(RoundTrip(value));
        Assert.Equal("outer", result.Message);
        Assert.Equal("inner", Assert.IsType<TimeoutException>(result.InnerException).Message);
        Assert.Equal(value.HResult, result.HResult);
    }

    [Fact]
    public void A_thrown_exception_keeps_its_stack_trace()
    {
        var value = Assert.Throws<InvalidOperationException>((Action)ThrowHere);
        var result = RoundTrip<Exception>(value);
        Assert.Contains(nameof(ThrowHere), result.StackTrace, StringComparison.Ordinal);
        var again = Assert.Throws<InvalidOperationException>(() => Rethrow(result));
        Assert.Contains(nameof(ThrowHere), again.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_keeps_its_parts()
    {
        Exception value = new AggregateException("many", new InvalidOperationException("one"), new TimeoutException("two"));
        var result = Assert.IsType<AggregateException>(RoundTrip(value));
        Assert.Equal(["one", "two"], result.InnerExceptions.Select(static inner => inner.Message));
    }

    [Fact]
    public void An_argument_exception_keeps_its_message()
    {
        Exception value = new ArgumentNullException("parameter", "reason");
        var result = Assert.IsType<ArgumentNullException>(RoundTrip(value));
        Assert.Equal(value.Message, result.Message);
    }

    [Fact]
    public void A_marked_exception_keeps_its_members()
    {
        Exception value = new OrderException("failed", 17, new Leaf { Name = "detail" });
        var result = Assert.IsType<OrderException>(RoundTrip(value));
        Assert.Equal(("failed", 17, "detail"), (result.Message, result.Number, result.Detail!.Name));
    }

    [Fact]
    public void A_marked_exception_may_derive_from_another()
    {
        Exception value = new LateOrderException("late", 18, TimeSpan.FromDays(2));
        var result = Assert.IsType<LateOrderException>(RoundTrip(value));
        Assert.Equal(("late", 18, TimeSpan.FromDays(2)), (result.Message, result.Number, result.By));
    }

    [Fact]
    public void An_unmarked_exception_is_refused()
        => Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray<Exception>(new PlainException()));

    [Fact]
    public void Exceptions_of_the_serializer_travel()
        => Assert.Equal("no codec", Assert.IsType<CodecNotFoundException>(RoundTrip<Exception>(new CodecNotFoundException("no codec"))).Message);

    [Fact]
    public void Cancellation_travels() => Assert.IsType<OperationCanceledException>(RoundTrip<Exception>(new OperationCanceledException("stop")));

    private static void ThrowHere() => throw new InvalidOperationException("thrown");

    private static void Rethrow(Exception exception) => System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
}

[GenerateSerializer]
public class OrderException : Exception
{
    public OrderException(string message, int number, Leaf? detail = null)
        : base(message)
    {
        Number = number;
        Detail = detail;
    }

    [Id(0)]
    public int Number { get; }

    [Id(1)]
    public Leaf? Detail { get; }
}

[GenerateSerializer]
public sealed class LateOrderException : OrderException
{
    public LateOrderException(string message, int number, TimeSpan by)
        : base(message, number)
        => By = by;

    [Id(0)]
    public TimeSpan By { get; }
}
