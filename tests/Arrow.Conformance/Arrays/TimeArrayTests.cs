using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Arrays;

public sealed class TimeArrayTests
{
    private static readonly DateTimeOffset LateInNewYork = new(2024, 2, 28, 23, 0, 0, TimeSpan.FromHours(-5));

    [Fact]
    public void Dates_are_days_of_the_calendar_or_of_UTC()
    {
        var builder = new Date32Array.Builder().Append(LateInNewYork.DateTime).Append(LateInNewYork).Append(new DateOnly(1969, 12, 31)).AppendNull();
        var array = builder.Build();
        Assert.Equal([new DateOnly(2024, 2, 28), new DateOnly(2024, 2, 29), new DateOnly(1969, 12, 31), null], ((IEnumerable<DateOnly?>)array).ToList());
        Assert.Equal(-1, array.Values[2]);
        Assert.Equal(DateTimeKind.Unspecified, array.GetDateTime(0)!.Value.Kind);
        Assert.Equal(TimeSpan.Zero, array.GetDateTimeOffset(0)!.Value.Offset);
    }

    [Fact]
    public void Dates_in_milliseconds_are_whole_days()
    {
        var array = new Date64Array.Builder().Append(LateInNewYork).Append(new DateTime(1970, 1, 2, 13, 0, 0)).Build();
        Assert.Equal(new DateTime(2024, 2, 29), array.GetDateTime(0));
        Assert.Equal(86_400_000, array.Values[1]);
    }

    [Fact]
    public void Times_of_day_convert_between_units()
    {
        var time = new TimeOnly(1, 2, 3, 4);
        var millis = new Time32Array.Builder().Append(time).AppendNull().Build();
        Assert.Equal((3723, 3_723_004, time), (millis.GetSeconds(0)!.Value, millis.GetMilliSeconds(0)!.Value, millis.GetTime(0)!.Value));
        Assert.Null(millis.GetTime(1));
        var nanos = new Time64Array.Builder().Append(time).Append(5L).Build();
        Assert.Equal((3_723_004_000, 3_723_004_000_000), (nanos.GetMicroSeconds(0)!.Value, nanos.GetNanoSeconds(0)!.Value));
        Assert.Equal(0, nanos.GetMicroSeconds(1));
        Assert.Throws<InvalidCastException>(static () => new Time32Array.Builder(TimeUnit.Nanosecond));
    }

    [Fact]
    public void Timestamps_are_UTC_and_lose_what_is_below_the_unit_toward_zero()
    {
        var before = DateTimeOffset.UnixEpoch.AddSeconds(-0.5);
        Assert.Equal(0, new TimestampArray.Builder(TimeUnit.Second).Append(before).Build().Values[0]);
        Assert.Equal(-500, new TimestampArray.Builder().Append(before).Build().Values[0]);
        var array = new TimestampArray.Builder(TimeUnit.Microsecond, "Europe/Berlin").Append(LateInNewYork).AppendNull().Build();
        Assert.Equal([LateInNewYork.ToUniversalTime(), null], ((IEnumerable<DateTimeOffset?>)array).ToList());
        Assert.Equal(TimeSpan.Zero, array.GetTimestamp(0)!.Value.Offset);
        Assert.Throws<OverflowException>(static () => new TimestampArray.Builder(TimeUnit.Nanosecond).Append(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Timestamps_without_a_zone_are_asked_for_by_unit()
    {
        Assert.Equal("+00:00", ((TimestampType)new TimestampArray.Builder().Build().Data.DataType).Timezone);
        Assert.Null(((TimestampType)new TimestampArray.Builder(TimeUnit.Second).Build().Data.DataType).Timezone);
        Assert.Equal("+01:00", new TimestampType(TimeUnit.Second, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(1), "x", "x")).Timezone);
        Assert.True(TimestampType.Default.IsTimeZoneAware);
    }

    [Fact]
    public void Durations_take_numbers_and_spans()
    {
        var array = new DurationArray.Builder(DurationType.Millisecond).Append(5).Append(TimeSpan.FromSeconds(2)).Append((TimeSpan?)null).Build();
        Assert.Equal([TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(2), null], ((IEnumerable<TimeSpan?>)array).ToList());
    }
}
