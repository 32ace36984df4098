/// A notation for schedules that others read: the one entry for reading, writing and comparing them.
package enum ScheduleDialect: Sendable, CaseIterable {
  /// The five fields of a Kubernetes CronJob.
  case kubernetes
  /// The five fields of crontab(5).
  case crontab
  /// Six fields, seconds first.
  case sixFields
  /// Values of `OnCalendar=`, which name their zone themselves.
  case onCalendar

  /// Reads a union of texts on a zone's clock, as the scheduler of the dialect does.
  package func read(_ texts: [String], zone: Zone) throws(ScheduleDialectFault) -> ScheduleReading {
    var fields: [CronFields] = []
    var lines: [CrontabExpression] = []
    var calendar: [OnCalendarExpression] = []
    for (index, text) in texts.enumerated() {
      do throws(CronFault) {
        switch self {
        case .kubernetes: fields.append(try CronExpression.parse(text))
        case .crontab: lines.append(try CrontabExpression.parse(text))
        case .sixFields: fields.append(try SixFieldCron.parse(text))
        case .onCalendar: break
        }
      } catch {
        throw .cron(error, text: index)
      }
      guard self == .onCalendar else { continue }
      do throws(OnCalendarFault) {
        calendar.append(try OnCalendarExpression.parse(text))
      } catch {
        throw .onCalendar(error, text: index)
      }
    }
    return switch self {
    case .kubernetes, .sixFields: .cron(ClockSchedule(fields, zone: zone), .kubernetes)
    case .crontab: .crontab(lines, zone)
    case .onCalendar: .onCalendar(calendar)
    }
  }

  /// The texts of a schedule, a union, or `nil` where the dialect can't say it. A schedule that never fires has none.
  package func texts(of schedule: ClockSchedule) -> [String]? {
    switch self {
    case .kubernetes: schedule.fields.map { $0.cronText }
    case .crontab: schedule.fields.posixTexts
    case .sixFields: schedule.fields.posixTexts.map { $0.map { "0 " + $0 } }
    case .onCalendar: schedule.onCalendarLines
    }
  }
}

/// What is wrong with one of several texts, which is given by its position.
package enum ScheduleDialectFault: Error, Sendable, Equatable {
  /// A fault of a cron expression of any number of fields.
  case cron(CronFault, text: Int)
  /// A fault of a value of `OnCalendar=`.
  case onCalendar(OnCalendarFault, text: Int)
}

/// A schedule in another dialect, and whether that means the same.
package enum ScheduleTranslation: Sendable, Equatable {
  /// The texts have the same instants.
  case same([String])
  /// The texts have others: those that only the schedule has in Kubernetes are first.
  case differs([String], InstantDifference)
  /// The dialect can't say it.
  case unsayable
}

extension ClockSchedule {
  /// The schedule in a dialect, proven by reading the texts back and comparing all instants of a closed interval.
  package func translated(
    to dialect: ScheduleDialect, from start: Instant, through end: Instant
  ) -> ScheduleTranslation {
    guard let texts = dialect.texts(of: self), let reading = try? dialect.read(texts, zone: zone) else {
      return .unsayable
    }
    let difference = ScheduleReading.cron(self, .kubernetes).difference(from: reading, from: start, through: end)
    return difference.map { .differs(texts, $0) } ?? .same(texts)
  }
}
